internal import CMongoC

/// Changes as the server tells of them; to be used, and let go of, before its client.
@safe
package struct ChangeStream: ~Copyable {
  private let pointer: OpaquePointer

  init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe mongoc_change_stream_destroy(pointer)
  }

  /// Waits for a change, for about as long as the stream was opened for, and says whether there was one.
  package borrowing func next() throws(MongoFailure) -> Bool {
    var document: OpaquePointer?
    if unsafe mongoc_change_stream_next(pointer, &document) { return true }
    return try unsafe MongoFailure.checking { error in
      unsafe (false, !hoglet_change_stream_failed(pointer, error))
    }
  }
}
