internal import Bytes
internal import HTTP
internal import MailHogView
internal import MailStore

/// Writes the recipients of a message one at a time: an array, or null if there are none.
struct RecipientsJSON: Sendable {
  /// How an address is shown.
  enum Form: Sendable {
    /// As an object of its mailbox, its domain and the route to it.
    case takenApart
    /// As the string that the client sent.
    case asSent
  }

  private let recipients: [Envelope.Path]
  private let form: Form
  private var index = 0

  init(_ recipients: [Envelope.Path], form: Form) {
    (self.recipients, self.form) = (recipients, form)
  }

  mutating func write(into buffer: inout ByteBuffer, target: Int) -> BodyProgress {
    while index < recipients.count {
      guard buffer.count < target else { return .more }
      buffer.append(index == 0 ? "[" : ",")
      switch form {
      case .takenApart: buffer.append(json: MailPath(recipients[index].address))
      case .asSent: buffer.append(jsonString: recipients[index].address)
      }
      index += 1
    }
    buffer.append(recipients.isEmpty ? "null" : "]")
    return .done
  }
}
