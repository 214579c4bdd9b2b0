//! The type that a client's operations return.

/// Defines `Pending<E>`, which a client crate puts around the core's [`Call`](crate::Call).
///
/// The setters of one operation (`call("…").device(…)`) are inherent methods, and those can only stand on a type of the
/// same crate. So each client has this type of its own, from one definition.
#[macro_export]
#[doc(hidden)]
macro_rules! pending_type {
    () => {
        /// An operation with its parameters and limits. It runs when awaited; until then both can be changed.
        ///
        /// It owns what it needs, so it can be stored, cloned and spawned.
        ///
        /// # Cancellation
        ///
        /// Dropping the future gives the operation up. What was sent by then may have been applied.
        #[must_use = "an operation does nothing until it is awaited"]
        #[derive(Clone)]
        pub struct Pending<E>($crate::Call<E>);

        impl<E> Pending<E> {
            pub(crate) fn new(call: $crate::Call<E>) -> Self {
                Self(call)
            }

            #[allow(dead_code, reason = "for clients with streams")]
            pub(crate) fn into_call(self) -> $crate::Call<E> {
                self.0
            }

            #[allow(dead_code, reason = "for clients whose operations look at their parameters")]
            pub(crate) fn endpoint(&self) -> &E {
                self.0.endpoint()
            }

            pub(crate) fn endpoint_mut(&mut self) -> &mut E {
                self.0.endpoint_mut()
            }

            $crate::call_option_setters!(self => self.0.options_mut());
        }

        impl<E: ::std::fmt::Debug> ::std::fmt::Debug for Pending<E> {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<E: $crate::Endpoint + 'static> ::std::future::IntoFuture for Pending<E> {
            type Output = ::std::result::Result<E::Output, $crate::Error>;
            type IntoFuture = $crate::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    };
}
