internal import Bytes
internal import MailStore

/// How a message's name stands in a document and in a filter.
enum DocumentName {
  /// Writes `_id` for a message: its name, so that to store it twice is to store it once.
  static func write(_ id: MessageID, into writer: inout BSONWriter, as key: BSONKey = "_id") {
    let bytes = id.text.bytes
    if bytes.isUTF8 { writer.string(key, utf8: bytes.span) } else { writer.binary(key, bytes) }
  }

  /// A filter that finds the messages of these names, whoever wrote them, and perhaps others.
  ///
  /// Each of its ways is an equality on an index.
  static func filter(_ ids: [MessageID]) -> [UInt8] {
    let objects = ids.compactMap { ObjectName.bytes(of: $0.text.bytes) }
    let texts = ids.filter { $0.text.bytes.isUTF8 }
    return BSONWriter.document { writer in
      writer.array("$or") { writer in
        writer.document(.index(0)) { writer in
          writer.document("_id") { writer in
            writer.array("$in") { writer in
              for (index, id) in ids.enumerated() { write(id, into: &writer, as: .index(index)) }
              for (index, object) in objects.enumerated() {
                writer.objectID(.index(ids.count + index), object)
              }
            }
          }
        }
        // Only what MailHog wrote has another `_id`; the name is no key there, and may be there more than once.
        writer.document(.index(1)) { writer in
          writer.document("id") { writer in
            writer.array("$in") { writer in
              for (index, id) in texts.enumerated() { write(id, into: &writer, as: .index(index)) }
            }
          }
        }
      }
    }
  }
}
