internal import Logging

/// The indexes that we need, beside MailHog's `created_1`, which is left alone.
enum Indexes {
  private struct Index {
    let name: String
    let keys: [(BSONKey, Int32)]
    var isSparse = false
  }

  /// Sees to it that they are there; builds those that are missing, which takes long in a large collection.
  static func ensure(
    in configuration: MongoConfiguration,
    through client: borrowing MongoClient
  ) throws(MongoFailure) {
    let messages = [
      Index(name: "hoglet_order", keys: [("created", -1), ("hoglet.n", -1), ("_id", -1)]),
      // Not unique: old collections may hold a name twice, or messages without any.
      Index(name: "hoglet_id", keys: [("id", 1)]),
      Index(name: "hoglet_stamp", keys: [("hoglet.origin", 1), ("hoglet.n", 1)]),
      Index(name: "hoglet_read", keys: [(ReadFilter.field, 1)], isSparse: true),
      Index(name: "hoglet_chunks", keys: [("hoglet.chunks", 1)], isSparse: true),
    ]
    for index in messages { try create(index, on: configuration.collection, configuration, client) }
    let journal = Index(name: "hoglet_stamp", keys: [("origin", 1), ("n", 1)])
    try create(journal, on: configuration.journalCollection, configuration, client)
  }

  private static func create(
    _ index: Index,
    on collection: String,
    _ configuration: MongoConfiguration,
    _ client: borrowing MongoClient
  ) throws(MongoFailure) {
    let command = BSONWriter.document { writer in
      writer.string("createIndexes", collection)
      writer.array("indexes") { writer in
        writer.document(.index(0)) { writer in
          writer.document("key") { writer in
            for (name, direction) in index.keys { writer.int32(name, direction) }
          }
          writer.string("name", index.name)
          if index.isSparse { writer.bool("sparse", true) }
        }
      }
    }
    try client.write(command, to: configuration.database)
  }
}
