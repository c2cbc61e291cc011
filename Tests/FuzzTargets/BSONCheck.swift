import Bytes
import MailStore
import MongoStore

/// Reads any bytes as a document with a message, and writes that message again.
enum BSONCheck {
  private static let stamp = Stamp(origin: "0123456789abcdef", number: 1)

  static func run(_ input: [UInt8]) throws(Finding) {
    guard let document = try? BSONReader.read(input.span) else { return }
    let read = MessageDocument(document)
    try require(read.chunkCount >= 0, "there are no fewer chunks than none")
    let message = read.message
    let bytes = MessageEncoder(message, stamp: stamp).document().bytes
    guard let written = try? BSONReader.read(bytes.span) else { throw Finding("what we write can be read") }
    let again = MessageDocument(written).message
    try require(again.id == message.id, "the name comes back")
    try require(again.envelope == message.envelope, "the envelope comes back")
    try require(again.data == message.data, "the data comes back")
    try require(again.created == message.created, "the time comes back")
    try require(again.lacksFinalLineBreak == message.lacksFinalLineBreak, "the last line comes back")
    try require(MessageDocument(written).stamp == stamp, "the stamp comes back")
    try require(hasNoZero(written), "no name has a zero byte")
    _ = MessageChunks.message(of: [input], created: message.created)
  }

  private static func hasNoZero(_ document: BSONDocument) -> Bool {
    document.fields.allSatisfy { field in
      !field.name.contains(0) && (field.value.document.map { hasNoZero($0) } ?? true)
    }
  }
}
