package import MailStore

/// A message on its way into the database.
package struct Arrival: Sendable {
  package let message: StoredMessage
  let answer: Answer<Void>
  /// Its number, from the first attempt on.
  var stamp: Stamp?
  /// The fullest form to try.
  var form = MessageEncoder.Form.whole
  /// Whether it may have reached the database though nobody said so.
  var isDoubtful = false

  package init(_ message: StoredMessage, _ answer: Answer<Void>) {
    (self.message, self.answer) = (message, answer)
  }
}
