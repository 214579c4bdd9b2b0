//! How an action is declared. From one declaration come the request type with its setters, the method that starts it,
//! the page of documentation, the request on the wire, and the row of [`OPERATIONS`](crate::OPERATIONS).
//!
//! A module of a category reads like the vendor's page:
//!
//! ```text
//! actions! {
//!     "customer";
//!
//!     /// Adds to the balance, or takes from it.
//!     once ChangeBalance = change_balance(customer_id: CustomerId, amount: Decimal, comment: text) {
//!         /// Who did it.
//!         employee_id: EmployeeId,
//!     } -> Done, observed;
//! }
//! ```
//!
//! - First the effect: `read`, `replay` or `once`.
//! - In parentheses stand the required parameters, in braces the optional ones, and after them, where the page has them,
//!   `one_of("…") { }` or `any_of("…") { }`: groups of which exactly or at least one must be given.
//! - A parameter has the name of the wire; `kind as type` has another one in Rust.
//! - A type is a type, `[T]` is a list between commas, and `text`, `any_text` (may be empty), `secret` and `flag` are
//!   what they say; `numbered` is a family of additional fields. `= …` is what is sent unless the caller says otherwise.
//! - `-> T` is the answer, and how it is known.
//! - `big` gives a list a stream beside it; `parts(x)` lets the list `x` be sent in parts; `file` makes
//!   the answer a file.
//! - `row { }` spells out the row of the table, where the method takes its parameters in another way. `also` is for a
//!   second method of an action that has its row, `check(f)` for a rule about several parameters.

macro_rules! actions {
    (
        $category:literal;
        $(
            $(#[$doc:meta])*
            $effect:ident $type:ident = $method:ident $(as $wire:ident)?
            ( $( $rname:ident $(as $rwire:ident)? : $rtype:tt ),* $(,)? )
            { $( $(#[$odoc:meta])* $oname:ident $(as $owire:ident)? : $otype:tt $(= $default:expr)? ),* $(,)? }
            $( $rule:ident ( $group:literal ) {
                $( $(#[$gdoc:meta])* $gname:ident $(as $gwire:ident)? : $gtype:tt ),* $(,)?
            } )*
            -> $answer:ident $(< $($inner:ident),+ >)? , $evidence:ident
            $(, $extra:ident $( ( $($of:ident)? ) )? $( { $( $mode:ident $( ( $in:literal ) )? $pname:literal ),* $(,)? } )? )*
            ;
        )+
    ) => {
        /// The rows of this category.
        pub(crate) const ROWS: &[isp_client_core::Operation] = &$crate::action::rows!(
            [] $( { $type $(, $extra)* } )+
        );

        #[doc = concat!("The actions of `", $category, "`. See [the module](self).")]
        ///
        /// # Errors
        ///
        /// All of them: [`ErrorKind::Input`](crate::ErrorKind::Input) for a parameter that breaks a rule, before anything
        /// is sent; [`ErrorKind::Auth`](crate::ErrorKind::Auth) when the key is not accepted;
        /// [`ErrorKind::Api`](crate::ErrorKind::Api) when the server refuses; [`ErrorKind::Decode`](crate::ErrorKind::Decode)
        /// for an answer that is not understood. [`Error::refusal`](crate::Error::refusal) gives a
        /// [`Refusal`](crate::Refusal).
        #[derive(Debug, Clone)]
        pub struct Actions(crate::Client);

        impl Actions {
            pub(crate) fn new(client: &crate::Client) -> Self {
                Self(client.clone())
            }

            $(
                $(#[$doc])*
                #[doc = concat!(
                    "\n\n*Gives:* `", stringify!($answer) $(, "<", $( stringify!($inner), )+ ">" )?,
                    "`. *On the wire:* `", $category, ".", $crate::argument::wire_name!($method $($wire)?),
                    "`. *Effect:* ", $crate::action::effect_doc!($effect), ". *Answer:* ",
                    $crate::action::evidence_doc!($evidence), "."
                )]
                #[allow(clippy::too_many_arguments, reason = "as many as the vendor requires")]
                pub fn $method(
                    &self,
                    $( $rname: $crate::argument::argument_type!($rtype) ),*
                ) -> $type {
                    #[allow(unused_mut, reason = "not every action has parameters")]
                    let mut draft = $type::draft(&self.0);
                    $( draft.set(
                        $crate::argument::wire_name!($rname $($rwire)?),
                        $crate::argument::given!($rtype, $rname),
                    ); )*
                    $( $crate::action::preset! { draft $oname ($($owire)?) $otype $(= $default)? } )*
                    $type(draft)
                }
            )+
        }

        $(
            $(#[$doc])*
            #[doc = concat!("\n\nMade by [`Actions::", stringify!($method), "`]; runs when awaited.")]
            #[must_use = "an action does nothing until it is awaited"]
            #[derive(Debug, Clone)]
            pub struct $type(crate::draft::Draft);

            impl $type {
                pub(crate) const ROW: isp_client_core::Operation = isp_client_core::Operation::new(
                    crate::PRODUCT,
                    concat!($category, ".", $crate::argument::wire_name!($method $($wire)?)),
                    $crate::action::effect!($effect),
                    $crate::action::evidence!($evidence),
                    $crate::action::parameters!(
                        [
                            $( isp_client_core::Parameter::required($crate::argument::wire_name!($rname $($rwire)?)), )*
                            $( $( isp_client_core::Parameter::$rule(
                                $group,
                                $crate::argument::wire_name!($gname $($gwire)?),
                            ), )* )*
                            $( isp_client_core::Parameter::optional($crate::argument::wire_name!($oname $($owire)?)), )*
                        ]
                        $( $( { $( $mode $( ($in) )? $pname, )* } )? )*
                    ),
                );

                fn draft(client: &crate::Client) -> crate::draft::Draft {
                    let draft = crate::draft::Draft::new(
                        client,
                        Self::ROW,
                        $category,
                        $crate::argument::wire_name!($method $($wire)?),
                    );
                    $crate::action::prepared!(draft [$( $extra $( ($($of)?) )? , )*])
                }
            }

            #[allow(clippy::double_must_use, reason = "the type is must_use too")]
            impl $type {
                $( $crate::action::setter! {
                    [$(#[$odoc])*] $oname ($($owire)?) $otype
                } )*
                $( $( $crate::action::setter! {
                    [$(#[$gdoc])*] $gname ($($gwire)?) $gtype
                } )* )*
                $crate::action::extras! { [$( $extra $( ($($of)?) )? , )*] $answer $(< $($inner),+ >)? }
            }

            $crate::common::common!($type -> {$answer $(< $($inner),+ >)?} $( , $extra )*);
        )+
    };
}

/// The rows, without those of second methods.
macro_rules! rows {
    ([$($done:ident)*]) => {
        [$($done::ROW),*]
    };
    ([$($done:ident)*] { $type:ident $(, $before:ident)* } $($rest:tt)*) => {
        $crate::action::rows!(@ $type [$($before)*] [$($done)*] $($rest)*)
    };
    (@ $type:ident [] [$($done:ident)*] $($rest:tt)*) => {
        $crate::action::rows!([$($done)* $type] $($rest)*)
    };
    (@ $type:ident [also $($more:ident)*] [$($done:ident)*] $($rest:tt)*) => {
        $crate::action::rows!([$($done)*] $($rest)*)
    };
    (@ $type:ident [$other:ident $($more:ident)*] [$($done:ident)*] $($rest:tt)*) => {
        $crate::action::rows!(@ $type [$($more)*] [$($done)*] $($rest)*)
    };
}

macro_rules! parameters {
    ([$($parameter:expr,)*]) => {
        &[$($parameter),*]
    };
    ([$($parameter:expr,)*] { $( $mode:ident $( ($in:literal) )? $name:literal, )* }) => {
        &[$( isp_client_core::Parameter::$mode($( $in, )? $name) ),*]
    };
}

/// What is sent unless the caller says otherwise.
macro_rules! preset {
    ($draft:ident $name:ident ($($wire:ident)?) $type:tt) => {};
    ($draft:ident $name:ident ($($wire:ident)?) $type:tt = $default:expr) => {
        $draft.set($crate::argument::wire_name!($name $($wire)?), $crate::argument::given!($type, $default));
    };
}

/// What the marks behind an action make of its draft.
macro_rules! prepared {
    ($draft:ident []) => {
        $draft
    };
    ($draft:ident [check($rule:ident), $($rest:tt)*]) => {{
        let draft = $draft.checked_by($rule);
        $crate::action::prepared!(draft [$($rest)*])
    }};
    ($draft:ident [file, $($rest:tt)*]) => {{
        let draft = $draft.for_file();
        $crate::action::prepared!(draft [$($rest)*])
    }};
    ($draft:ident [$extra:ident $( ($($of:tt)*) )?, $($rest:tt)*]) => {
        $crate::action::prepared!($draft [$($rest)*])
    };
}

macro_rules! setter {
    ([$(#[$doc:meta])*] $name:ident ($($wire:ident)?) numbered) => {
        $(#[$doc])*
        #[doc = concat!(
            "\n\n*On the wire:* `", $crate::argument::wire_name!($name $($wire)?), "`, with the number of the field for `N`."
        )]
        #[inline]
        pub fn $name(mut self, field: impl Into<crate::FieldId>, value: impl Into<String>) -> Self {
            let field: crate::FieldId = field.into();
            let name = $crate::argument::wire_name!($name $($wire)?).trim_end_matches('N');
            self.0.set(format!("{name}{field}"), $crate::argument::given!(any_text, value));
            self
        }
    };
    ([$(#[$doc:meta])*] $name:ident ($($wire:ident)?) $type:tt) => {
        $(#[$doc])*
        #[doc = concat!("\n\n*On the wire:* `", $crate::argument::wire_name!($name $($wire)?), "`.")]
        #[inline]
        pub fn $name(mut self, value: $crate::argument::argument_type!($type)) -> Self {
            self.0.set($crate::argument::wire_name!($name $($wire)?), $crate::argument::given!($type, value));
            self
        }
    };
}

/// What an action has beside its setters.
macro_rules! extras {
    ([] $($answer:tt)+) => {};
    ([big, $($rest:tt)*] Vec<$row:ident>) => {
        /// The records one by one, while the answer arrives: memory does not grow with their number.
        ///
        /// # Errors
        ///
        /// As awaiting it. After an answer that broke off come its whole records, then
        /// [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted).
        #[inline]
        pub fn stream(self) -> isp_client_core::Items<$row> {
            self.0.stream()
        }

        $crate::action::extras! { [$($rest)*] Vec<$row> }
    };
    ([parts($name:ident), $($rest:tt)*] $($answer:tt)+) => {
        #[doc = concat!(
            "Sends the list `", stringify!($name), "` in parts of at most so many, one call after another, and puts the ",
            "answers together, awaited or streamed; it does not go with `json`. What stands in the list twice is sent once. ",
            "The limits are those of each call. Without it the list goes out as it is."
        )]
        #[inline]
        pub fn in_parts_of(mut self, most: usize) -> Self {
            self.0.in_parts(stringify!($name), most);
            self
        }

        $crate::action::extras! { [$($rest)*] $($answer)+ }
    };
    ([$other:ident $( ($($of:tt)*) )?, $($rest:tt)*] $($answer:tt)+) => {
        $crate::action::extras! { [$($rest)*] $($answer)+ }
    };
}

macro_rules! effect {
    (read) => {
        isp_client_core::Effect::Read
    };
    (replay) => {
        isp_client_core::Effect::Replay
    };
    (once) => {
        isp_client_core::Effect::Once
    };
}

macro_rules! effect_doc {
    (read) => {
        "[`Read`](crate::Effect::Read)"
    };
    (replay) => {
        "[`Replay`](crate::Effect::Replay)"
    };
    (once) => {
        "[`Once`](crate::Effect::Once)"
    };
}

macro_rules! evidence {
    (documented) => {
        isp_client_core::Evidence::Documented
    };
    (in_part) => {
        isp_client_core::Evidence::InPart
    };
    (observed) => {
        isp_client_core::Evidence::Observed
    };
    (unknown) => {
        isp_client_core::Evidence::Unknown
    };
}

macro_rules! evidence_doc {
    (documented) => {
        "documented"
    };
    (in_part) => {
        "the vendor's page names fields of it"
    };
    (observed) => {
        "observed in clients of sibling products"
    };
    (unknown) => {
        "not published; it comes as JSON"
    };
}

pub(crate) use {
    actions, effect, effect_doc, evidence, evidence_doc, extras, parameters, prepared, preset, rows, setter,
};
