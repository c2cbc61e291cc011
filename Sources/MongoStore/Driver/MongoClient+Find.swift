internal import CMongoC

extension MongoClient {
  /// Finds documents one after the other, as the server delivers them.
  ///
  /// - Parameters:
  ///   - collection: Where to look.
  ///   - database: Where that is.
  ///   - filter: Which to find.
  ///   - options: Order, number, projection and the like, as `mongoc_collection_find_with_opts` takes them.
  ///   - body: Called with each document; says whether to go on.
  /// - Throws: What keeps the server from going on.
  package borrowing func find(
    in collection: String,
    of database: String,
    _ filter: [UInt8] = BSONWriter.document { _ in },
    options: [UInt8] = BSONWriter.document { _ in },
    _ body: (BSONDocument) -> Bool
  ) throws(MongoFailure) {
    let collection = unsafe mongoc_client_get_collection(pointer, database, collection)
    defer { unsafe mongoc_collection_destroy(collection) }
    let cursor = unsafe filter.withDocument { filter in
      unsafe options.withDocument { options in unsafe hoglet_find(collection, filter, options) }
    }
    guard let cursor = unsafe cursor else { throw MongoFailure(message: "no cursor") }
    defer { unsafe mongoc_cursor_destroy(cursor) }
    var document: OpaquePointer?
    while unsafe mongoc_cursor_next(cursor, &document) {
      guard let document = unsafe BSONDocument(document) else { continue }
      if !body(document) { return }
    }
    try unsafe MongoFailure.checking { error in
      unsafe ((), !mongoc_cursor_error(cursor, error))
    }
  }

  /// All documents that a filter finds.
  package borrowing func all(
    in collection: String,
    of database: String,
    _ filter: [UInt8] = BSONWriter.document { _ in },
    options: [UInt8] = BSONWriter.document { _ in }
  ) throws(MongoFailure) -> [BSONDocument] {
    var found: [BSONDocument] = []
    try find(in: collection, of: database, filter, options: options) { document in
      found.append(document)
      return true
    }
    return found
  }

  /// Opens a stream of what happens in a collection.
  package borrowing func watch(_ collection: String, of database: String, options: [UInt8]) -> ChangeStream? {
    let collection = unsafe mongoc_client_get_collection(pointer, database, collection)
    defer { unsafe mongoc_collection_destroy(collection) }
    let pipeline = BSONWriter.document { $0.array("pipeline") { _ in } }
    let stream = unsafe pipeline.withDocument { pipeline in
      unsafe options.withDocument { options in unsafe hoglet_watch(collection, pipeline, options) }
    }
    return unsafe ChangeStream(stream)
  }
}
