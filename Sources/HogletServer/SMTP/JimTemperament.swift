internal import Jim
internal import SMTP

/// Lets Jim decide what an SMTP session refuses.
struct JimTemperament: Temperament {
  var visit: JimVisit

  mutating func refusesSender() -> Bool { visit.senderRejection.roll() }

  mutating func refusesRecipient() -> Bool { visit.recipientRejection.roll() }

  mutating func refusesCredentials() -> Bool { visit.authenticationRejection.roll() }
}
