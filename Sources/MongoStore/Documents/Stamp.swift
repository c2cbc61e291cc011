/// Which replica did something, and the how manieth thing of that replica it was.
package struct Stamp: Hashable, Sendable, CustomStringConvertible {
  /// The name of a replica, new each time that it starts.
  package let origin: String
  /// Counts what that replica did, from 1.
  package let number: Int64

  package init(origin: String, number: Int64) {
    (self.origin, self.number) = (origin, number)
  }

  /// What the chunks of a message are named after.
  package var description: String { "\(origin)/\(number)" }
}
