//! An operation on its way to being sent.

use std::fmt;
use std::future::IntoFuture;

use isp_client_core::{BoxFuture, Call, Endpoint, Error};

use crate::operations::{CallInfo, CallToSubscriber, GetRecording, Journal, PlacedCall, Raw, Recording};

/// An operation with its parameters and limits. It runs when awaited; until then both can be changed.
///
/// It owns what it needs, so it can be stored, cloned and spawned.
///
/// # Cancellation
///
/// Dropping the future gives the operation up. What was sent by then may have been applied.
#[must_use = "an operation does nothing until it is awaited"]
#[derive(Clone)]
pub struct Pending<E>(Call<E>);

impl<E> Pending<E> {
    pub(crate) fn new(call: Call<E>) -> Self {
        Self(call)
    }

    pub(crate) fn into_inner(self) -> Call<E> {
        self.0
    }

    pub(crate) fn endpoint(&self) -> &E {
        self.0.endpoint()
    }

    pub(crate) fn endpoint_mut(&mut self) -> &mut E {
        self.0.endpoint_mut()
    }

    isp_client_core::call_option_setters!(self => self.0.options_mut());
}

impl<E: fmt::Debug> fmt::Debug for Pending<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! awaited {
    ($($operation:ty => $output:ty, $run:expr;)+) => {$(
        impl IntoFuture for Pending<$operation> {
            type Output = Result<$output, Error>;
            type IntoFuture = BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                ($run)(self)
            }
        }
    )+};
}

fn whole<E: Endpoint + 'static>(pending: Pending<E>) -> BoxFuture<'static, Result<E::Output, Error>> {
    pending.0.into_future()
}

awaited! {
    CallToSubscriber => PlacedCall, whole;
    CallInfo => Option<crate::Call>, whole;
    Journal => Vec<crate::Call>, whole;
    Raw => isp_client_core::Response, whole;
    GetRecording => Recording, |pending: Self| Box::pin(pending.fetch());
}
