internal import CMongoC

/// A document that C made and that we have to free.
@safe
struct OwnedDocument: ~Copyable {
  private let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?) {
    unsafe self.pointer = pointer
  }

  deinit {
    unsafe bson_destroy(pointer)
  }

  /// A copy in our own form, or nil if it makes no sense.
  borrowing func read() -> BSONDocument? { unsafe BSONDocument(pointer) }
}

extension BSONDocument {
  /// Copies a document that belongs to C; nil if there is none or it makes no sense.
  init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer, let bytes = unsafe bson_get_data(pointer) else { return nil }
    let span = unsafe Span(_unsafeStart: bytes, count: Int(hoglet_bson_length(pointer)))
    guard let document = try? BSONReader.read(span) else { return nil }
    self = document
  }
}
