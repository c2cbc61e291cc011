/// Commands that delete documents.
enum DeleteCommand {
  /// Deletes all documents that a query finds, which `body` writes.
  static func document(from collection: String, _ body: (inout BSONWriter) -> Void) -> [UInt8] {
    BSONWriter.document { writer in
      writer.string("delete", collection)
      writer.array("deletes") { writer in
        writer.document(.index(0)) { writer in
          writer.document("q", body)
          writer.int32("limit", 0)
        }
      }
    }
  }

  /// Deletes the documents of these names, each as the server gave it.
  static func document(from collection: String, named names: [BSONValue]) -> [UInt8] {
    document(from: collection) { query in
      query.document("_id") { writer in
        writer.array("$in") { writer in
          for (index, name) in names.enumerated() { writer.value(.index(index), name) }
        }
      }
    }
  }
}

extension MongoClient {
  /// Deletes chunks by their names, if there are any.
  borrowing func deleteChunks(
    _ names: [String],
    of configuration: MongoConfiguration
  ) throws(MongoFailure) {
    guard !names.isEmpty else { return }
    let command = DeleteCommand.document(
      from: configuration.chunkCollection,
      named: names.map { .string(Array($0.utf8)) }
    )
    try write(command, to: configuration.database)
  }
}

extension BSONWriter {
  /// Writes a value that was read, of those kinds that name documents; null for any other.
  mutating func value(_ key: BSONKey, _ value: BSONValue) {
    switch value {
    case .string(let bytes): string(key, lossy: bytes)
    case .binary(let bytes): binary(key, bytes)
    case .objectID(let bytes): objectID(key, bytes)
    case .integer(let number): int64(key, number)
    case .date(let milliseconds): date(key, milliseconds)
    case .bool(let flag): bool(key, flag)
    case .double, .document, .array, .null, .other: null(key)
    }
  }
}
