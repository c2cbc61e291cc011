internal import CMongoC

/// One thread's access to the server; every call blocks until the server has answered or the driver gives up.
@safe
package struct MongoClient: ~Copyable {
  let pointer: OpaquePointer
  private let pool: MongoPool

  init(_ pointer: OpaquePointer, of pool: MongoPool) {
    unsafe self.pointer = pointer
    self.pool = pool
  }

  deinit {
    unsafe pool.takeBack(pointer)
  }

  /// Runs a command that changes nothing.
  package borrowing func read(_ command: [UInt8], from database: String) throws(MongoFailure) -> BSONDocument
  {
    try run(command, in: database, isWrite: false, options: BSONWriter.document { _ in })
  }

  /// Runs a command that writes, and returns when the write is durable.
  ///
  /// - Parameters:
  ///   - command: The command.
  ///   - database: Where to run it.
  ///   - isDurable: Whether to wait until it is; otherwise the server need only have it in memory.
  /// - Returns: The reply, which has no write errors.
  /// - Throws: What the server refuses, or why there is no answer.
  @discardableResult
  package borrowing func write(
    _ command: [UInt8],
    to database: String,
    isDurable: Bool = true
  ) throws(MongoFailure) -> BSONDocument {
    let options = BSONWriter.document { options in
      guard !isDurable else { return }
      options.document("writeConcern") { $0.int32("w", 1) }
    }
    let reply = try run(command, in: database, isWrite: true, options: options)
    if let failure = InsertReply(reply, of: 1).failures.first { throw MongoFailure(refusal: failure) }
    return reply
  }

  private borrowing func run(
    _ command: [UInt8],
    in database: String,
    isWrite: Bool,
    options: [UInt8]
  ) throws(MongoFailure) -> BSONDocument {
    let reply = try unsafe MongoFailure.checking { error in
      var hasSucceeded = false
      let reply = unsafe command.withDocument { command in
        unsafe options.withDocument { options in
          unsafe hoglet_command(pointer, database, command, options, isWrite, &hasSucceeded, error)
        }
      }
      return unsafe (OwnedDocument(reply).read(), hasSucceeded)
    }
    guard let reply else { throw MongoFailure(message: "the reply makes no sense") }
    return reply
  }

  /// Inserts documents, in any order, each or not.
  ///
  /// - Parameters:
  ///   - documents: What to insert.
  ///   - collection: Where to put them.
  ///   - database: Where that is.
  /// - Returns: What the server says about each.
  /// - Throws: If it is not known which of them are there now.
  package borrowing func insert(
    _ documents: DocumentRun,
    into collection: String,
    of database: String
  ) throws(MongoFailure) -> InsertReply {
    guard !documents.isEmpty else { return InsertReply(BSONDocument([]), of: 0) }
    let (bytes, ends) = (documents.bytes, documents.ends)
    let collection = unsafe mongoc_client_get_collection(pointer, database, collection)
    defer { unsafe mongoc_collection_destroy(collection) }
    let options = BSONWriter.document { options in
      options.bool("ordered", false)
      // The writer made them, so they are well formed; and an empty name, which a header may have, is none to the driver.
      options.bool("validate", false)
    }
    return try unsafe MongoFailure.checking { error in
      var hasSucceeded = false
      let reply = unsafe options.withDocument { options in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe ends.withUnsafeBufferPointer { ends in
            unsafe hoglet_insert(
              collection,
              bytes.baseAddress,
              UnsafeRawPointer(ends.baseAddress)?.assumingMemoryBound(to: Int.self),
              ends.count,
              options,
              &hasSucceeded,
              error
            )
          }
        }
      }
      let result = unsafe InsertReply(OwnedDocument(reply).read() ?? BSONDocument([]), of: ends.count)
      return (result, hasSucceeded || result.isConclusive)
    }
  }
}

extension [UInt8] {
  /// Calls `body` with these bytes as the C side takes a document.
  func withDocument<Result>(_ body: (hoglet_document) -> Result) -> Result {
    unsafe withUnsafeBufferPointer { bytes in
      unsafe body(hoglet_document(bytes: bytes.baseAddress, count: bytes.count))
    }
  }
}
