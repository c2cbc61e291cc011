/// What one SMTP connection has of the budget for unfinished messages.
package final class IntakeShare {
  /// How a connection stands to the line of those that wait.
  enum Place {
    /// Not in line: it reads when the budget lets it.
    case outside
    /// In line, and its stream reads nothing.
    case waiting(ticket: Int)
    /// Called from the line, for one read whatever is left.
    case called
  }

  /// How many bytes it holds, as it last said.
  package internal(set) var heldByteCount = 0
  var place = Place.outside
  /// Whose share this is.
  weak var connection: SMTPConnection?

  /// The share of a connection that has read nothing.
  package init() {}

  /// Whether the connection leaves what its client sends with the kernel.
  package var isWaiting: Bool {
    switch place {
    case .waiting: true
    case .outside, .called: false
    }
  }
}
