public import Bytes
import MIME

/// What a list shows of a message, decoded: a few hundred bytes, however large the message.
public struct MailIndex: Equatable, Sendable {
  /// The most bytes that subject, sender, recipients, copies and snippet have.
  enum Limit {
    static let subject = 180
    static let sender = 120
    static let recipients = 120
    static let copies = 120
    static let snippet = 600
  }

  /// What the texts take at most.
  static let largest = Limit.subject + Limit.sender + Limit.recipients + Limit.copies + Limit.snippet

  /// How many parts are not the text of the message.
  public let attachmentCount: Int

  /// The five texts, one behind the other, so that they take one piece of memory.
  private let texts: [UInt8]
  private let ends: InlineArray<5, UInt16>

  init(_ parts: [ByteString], attachmentCount: Int) {
    var texts: [UInt8] = []
    var ends = InlineArray<5, UInt16>(repeating: 0)
    texts.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for index in 0..<5 {
      if index < parts.count { texts += parts[index].bytes }
      ends[index] = UInt16(truncatingIfNeeded: texts.count)
    }
    (self.texts, self.ends, self.attachmentCount) = (texts, ends, attachmentCount)
  }

  /// The subject, cut at a character if it is long.
  public var subject: ByteString { text(0) }
  /// The name of who wrote it, or the address if there is no name; empty if no `From` says it.
  public var sender: ByteString { text(1) }
  /// The names or addresses of `To`, with commas between them, as far as they fit.
  public var recipients: ByteString { text(2) }
  /// As `recipients`, of `Cc`.
  public var copies: ByteString { text(3) }
  /// How the text begins, in one line.
  public var snippet: ByteString { text(4) }

  private func text(_ index: Int) -> ByteString {
    ByteString(Array(texts[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]))
  }

  /// Whether two are the same.
  public static func == (left: MailIndex, right: MailIndex) -> Bool {
    left.texts == right.texts && left.attachmentCount == right.attachmentCount
      && (0..<5).allSatisfy { left.ends[$0] == right.ends[$0] }
  }
}
