//! What the types of all actions have in common. All of it is inlined, thus compiled where it is used: there are hundreds.

/// What every action has: how it is sent, its limits, and that it runs when awaited.
macro_rules! common {
    ($type:ident -> {$answer:ty} $(, $extra:ident)*) => {
        #[allow(clippy::double_must_use, reason = "the type is must_use too")]
        impl $type {
            /// Adds a parameter that is not declared here. Nothing about it is checked, but that its name comes once: twice
            /// is for names that end with `[]`.
            #[inline]
            pub fn param(
                mut self,
                name: impl Into<::std::borrow::Cow<'static, str>>,
                value: impl Into<isp_client_core::Value>,
            ) -> Self {
                self.0.push_own(name.into(), value.into());
                self
            }

            /// The data of the answer as a type of your own, in place of the one that is known here.
            #[inline]
            pub fn json<T>(self) -> crate::Pending<crate::Ask<crate::AsJson<T>>>
            where
                T: ::serde::de::DeserializeOwned + Send + 'static,
            {
                self.0.pending()
            }

            /// The request as it would be sent, without the key. Nothing is sent.
            ///
            /// # Errors
            ///
            /// [`ErrorKind::Input`](crate::ErrorKind::Input): a parameter breaks a rule.
            #[inline]
            pub fn request(&self) -> Result<isp_client_core::Request, isp_client_core::Error> {
                self.0.request()
            }

            /// How it is sent, if not as the client says.
            #[inline]
            pub fn method(mut self, method: isp_client_core::Method) -> Self {
                self.0.sending.method = method;
                self
            }

            /// Whether the installation's own triggers are left out, if not as the client says.
            #[inline]
            pub fn skip_internal_api(mut self, yes: bool) -> Self {
                self.0.sending.skip_internal_api = yes;
                self
            }

            /// The language of localised objects, if not as the client says.
            #[inline]
            pub fn lang(mut self, code: impl Into<String>) -> Self {
                self.0.sending.lang = Some(code.into());
                self
            }

            isp_client_core::call_option_setters!(self => self.0.options);
        }

        impl ::std::future::IntoFuture for $type {
            type Output = Result<$answer, isp_client_core::Error>;
            type IntoFuture = isp_client_core::BoxFuture<'static, Self::Output>;

            #[inline]
            fn into_future(self) -> Self::IntoFuture {
                $crate::common::run!(self.0, $answer $(, $extra)*)
            }
        }
    };
}

macro_rules! run {
    ($draft:expr, $answer:ty) => {
        ::std::future::IntoFuture::into_future($draft.pending::<$answer>())
    };
    ($draft:expr, $answer:ty, file $(, $rest:ident)*) => {
        Box::pin($draft.download())
    };
    ($draft:expr, $answer:ty, parts $(, $rest:ident)*) => {
        Box::pin($draft.collect())
    };
    ($draft:expr, $answer:ty, $extra:ident $(, $rest:ident)*) => {
        $crate::common::run!($draft, $answer $(, $rest)*)
    };
}

pub(crate) use {common, run};
