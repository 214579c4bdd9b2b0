use mobilon_client::{CallId, CallRefusal, Client, Delivery, Error};

/// What became of the wish to ring somebody back.
#[derive(Debug, PartialEq)]
pub enum RungBack {
    /// The PBX has begun to place the call. An old one gives no id.
    Placed(Option<CallId>),
    /// The user's own phone is not logged in: nothing rings.
    LogInFirst,
    /// A phone may be ringing. Nobody should press the button again before the journal was looked at.
    Perhaps,
}

/// Rings `number` from the phone of the key's user.
pub async fn ring_back(pbx: &Client, number: &str) -> Result<RungBack, Error> {
    match pbx.call(number).await {
        Ok(placed) => Ok(RungBack::Placed(placed.call_id)),
        Err(error) if error.refusal() == Some(&CallRefusal::OperatorNotRegistered) => {
            Ok(RungBack::LogInFirst)
        }
        Err(error) if error.delivery() == Delivery::Unknown => Ok(RungBack::Perhaps),
        Err(error) => Err(error),
    }
}
