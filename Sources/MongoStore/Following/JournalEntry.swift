internal import Bytes
package import MailStore

/// What a replica did besides storing messages, for the others to read.
package struct JournalEntry: Sendable {
  /// What was done.
  package enum Deed: String, Sendable {
    case deleted, updated, cleared
    /// Found to be there, stored by another program.
    case stored
  }

  /// A message that it was done to.
  package struct Subject: Equatable, Sendable {
    package let id: MessageID
    /// Who had stored it; a reader who has not come across it yet never will.
    package let stamp: Stamp?
    /// When it came, in nanoseconds since 1970, where that matters.
    package let created: Int64?

    package init(id: MessageID, stamp: Stamp?, created: Int64? = nil) {
      (self.id, self.stamp, self.created) = (id, stamp, created)
    }
  }

  package let stamp: Stamp
  package let deed: Deed
  package let subjects: [Subject]
  /// What it is found by; there is one of each name.
  package let name: String

  package init(_ stamp: Stamp, _ deed: Deed, _ subjects: [Subject] = [], name: String? = nil) {
    (self.stamp, self.deed, self.subjects) = (stamp, deed, subjects)
    self.name = name ?? stamp.description
  }

  /// The entry that a document tells; nil if it makes no sense.
  package init?(_ document: BSONDocument) {
    guard let origin = document["origin"]?.text, let number = document["n"]?.integer,
      let deed = document["deed"]?.text.flatMap({ Deed(rawValue: $0) })
    else { return nil }
    let subjects = (document["messages"]?.array ?? []).compactMap(\.document).map { subject in
      let origin = subject["origin"]?.text
      let number = subject["n"]?.integer
      return Subject(
        id: MessageID(ByteString(subject["id"]?.bytes ?? [])),
        stamp: origin.flatMap { origin in number.map { Stamp(origin: origin, number: $0) } },
        created: subject["created"]?.integer
      )
    }
    self.init(Stamp(origin: origin, number: number), deed, subjects, name: document["_id"]?.text)
  }

  /// The entry as a document.
  package var document: [UInt8] {
    BSONWriter.document { writer in
      writer.string("_id", name)
      writer.string("origin", stamp.origin)
      writer.int64("n", stamp.number)
      writer.string("deed", deed.rawValue)
      writer.array("messages") { writer in
        for (index, subject) in subjects.enumerated() {
          writer.document(.index(index)) { writer in
            writer.binary("id", subject.id.text.bytes)
            if let created = subject.created { writer.int64("created", created) }
            guard let stamp = subject.stamp else { return }
            writer.string("origin", stamp.origin)
            writer.int64("n", stamp.number)
          }
        }
      }
    }
  }
}
