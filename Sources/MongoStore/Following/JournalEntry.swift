internal import Bytes
internal import MailStore

/// What a replica did besides storing messages, for the others to read.
struct JournalEntry: Sendable {
  /// What was done.
  enum Deed: String, Sendable {
    case deleted, updated, cleared
  }

  /// A message that it was done to.
  struct Subject: Sendable {
    let id: MessageID
    /// Who had stored it; a reader who has not come across it yet never will.
    let stamp: Stamp?
  }

  let stamp: Stamp
  let deed: Deed
  let subjects: [Subject]

  init(_ stamp: Stamp, _ deed: Deed, _ subjects: [Subject] = []) {
    (self.stamp, self.deed, self.subjects) = (stamp, deed, subjects)
  }

  /// The entry that a document tells; nil if it makes no sense.
  init?(_ document: BSONDocument) {
    guard let origin = document["origin"]?.text, let number = document["n"]?.integer,
      let deed = document["deed"]?.text.flatMap({ Deed(rawValue: $0) })
    else { return nil }
    let subjects = (document["messages"]?.array ?? []).compactMap(\.document).map { subject in
      let origin = subject["origin"]?.text
      let number = subject["n"]?.integer
      return Subject(
        id: MessageID(ByteString(subject["id"]?.bytes ?? [])),
        stamp: origin.flatMap { origin in number.map { Stamp(origin: origin, number: $0) } }
      )
    }
    self.init(Stamp(origin: origin, number: number), deed, subjects)
  }

  /// The entry as a document.
  var document: [UInt8] {
    BSONWriter.document { writer in
      writer.string("_id", stamp.description)
      writer.string("origin", stamp.origin)
      writer.int64("n", stamp.number)
      writer.string("deed", deed.rawValue)
      writer.array("messages") { writer in
        for (index, subject) in subjects.enumerated() {
          writer.document(.index(index)) { writer in
            writer.binary("id", subject.id.text.bytes)
            guard let stamp = subject.stamp else { return }
            writer.string("origin", stamp.origin)
            writer.int64("n", stamp.number)
          }
        }
      }
    }
  }
}
