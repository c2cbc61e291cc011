/// Commands that change one document.
enum UpdateCommand {
  /// Changes the document of that name as `body` writes, and only if `condition` holds.
  static func document(
    in collection: String,
    named name: String,
    onlyIf condition: (inout BSONWriter) -> Void = { _ in },
    upsert: Bool = false,
    _ body: (inout BSONWriter) -> Void
  ) -> [UInt8] {
    BSONWriter.document { writer in
      writer.string("update", collection)
      writer.array("updates") { writer in
        writer.document(.index(0)) { writer in
          writer.document("q") { query in
            query.string("_id", name)
            condition(&query)
          }
          writer.document("u", body)
          writer.bool("upsert", upsert)
        }
      }
    }
  }
}

extension BSONDocument {
  /// How many documents a write found, those that it made included.
  var matchedCount: Int64 { self["n"]?.integer ?? 0 }
}
