internal import Bytes
package import MailStore

/// How a message's name stands in a document and in a filter.
package enum DocumentName {
  /// Writes `_id` for a message: its name, so that to store it twice is to store it once.
  static func write(_ id: MessageID, into writer: inout BSONWriter, as key: BSONKey = "_id") {
    let bytes = id.text.bytes
    if bytes.isUTF8 { writer.string(key, utf8: bytes.span) } else { writer.binary(key, bytes) }
  }

  /// A filter by the names under which documents are stored: finds what Hoglet wrote, and what has no other name.
  package static func filter(named ids: [MessageID]) -> [UInt8] {
    let objects = ids.compactMap { ObjectName.bytes(of: $0.text.bytes) }
    return BSONWriter.document { writer in
      writer.document("_id") { writer in
        writer.array("$in") { writer in
          for (index, id) in ids.enumerated() { write(id, into: &writer, as: .index(index)) }
          for (index, object) in objects.enumerated() { writer.objectID(.index(ids.count + index), object) }
        }
      }
    }
  }

  /// A filter by what MailHog calls the id, which is no key there and may be there more than once.
  ///
  /// A question of its own: not every server uses two indexes for one.
  package static func filter(withID ids: [MessageID]) -> [UInt8] {
    BSONWriter.document { writer in
      writer.document("id") { writer in
        writer.array("$in") { writer in
          for (index, id) in ids.enumerated() { write(id, into: &writer, as: .index(index)) }
        }
      }
    }
  }
}
