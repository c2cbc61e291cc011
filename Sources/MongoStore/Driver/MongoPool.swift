internal import CMongoC

/// The connections of this process to one database.
@safe
package final class MongoPool: Sendable {
  /// More than we have queues that wait for the driver, so that a client is always there.
  private static let size: UInt32 = 32

  // Never changed, and the driver's pool may be used from any thread.
  nonisolated(unsafe) private let pointer: OpaquePointer

  /// A pool that has no connection yet.
  ///
  /// - Parameters:
  ///   - address: Where the database is. A name that begins with `mongodb+srv` is looked up here, which may block.
  ///   - timeout: How long a write may take until copies have it, in milliseconds.
  /// - Throws: What is wrong with the address.
  package init(_ address: MongoAddress, timeout: Int32) throws(MongoFailure) {
    let uri = try unsafe MongoFailure.checking { error in
      let uri = unsafe mongoc_uri_new_with_error(address.uri, error)
      return unsafe (uri, uri != nil)
    }
    defer { unsafe mongoc_uri_destroy(uri) }
    unsafe Self.setDefaults(of: uri, isDirect: address.isDirect)
    unsafe Self.setConcerns(of: uri, timeout: timeout)
    let pool = try unsafe MongoFailure.checking { error in
      let pool = unsafe mongoc_client_pool_new_with_error(uri, error)
      return unsafe (pool, pool != nil)
    }
    guard let pool = unsafe pool else { throw MongoFailure(message: "no pool") }
    unsafe pointer = pool
    unsafe mongoc_client_pool_max_size(pool, Self.size)
    _ = unsafe mongoc_client_pool_set_error_api(pool, MONGOC_ERROR_API_VERSION_2)
  }

  deinit {
    unsafe mongoc_client_pool_destroy(pointer)
  }

  /// A client, to be used on one thread at a time; it goes back when it is let go of.
  package func client() throws(MongoFailure) -> MongoClient {
    guard let client = unsafe mongoc_client_pool_try_pop(pointer) else {
      throw MongoFailure(message: "all clients are in use")
    }
    return unsafe MongoClient(client, of: self)
  }

  func takeBack(_ client: OpaquePointer) {
    unsafe mongoc_client_pool_push(pointer, client)
  }

  /// What suits a container that is looked up by name, where the user has not said otherwise.
  private static func setDefaults(of uri: OpaquePointer?, isDirect: Bool) {
    let defaults: [(String, Int32)] = [
      (MONGOC_URI_SERVERSELECTIONTIMEOUTMS, 4_000),
      (MONGOC_URI_CONNECTTIMEOUTMS, 2_000),
      (MONGOC_URI_SOCKETTIMEOUTMS, 8_000),
      (MONGOC_URI_HEARTBEATFREQUENCYMS, 5_000),
    ]
    for (name, value) in defaults where unsafe !mongoc_uri_has_option(uri, name) {
      _ = unsafe mongoc_uri_set_option_as_int32(uri, name, value)
    }
    if unsafe mongoc_uri_get_appname(uri) == nil { _ = unsafe mongoc_uri_set_appname(uri, "hoglet") }
    if isDirect { _ = unsafe mongoc_uri_set_option_as_bool(uri, MONGOC_URI_DIRECTCONNECTION, true) }
  }

  /// What an acknowledgement is worth is not the user's choice: a message that got a 250 survives, and every replica
  /// reads it at once.
  private static func setConcerns(of uri: OpaquePointer?, timeout: Int32) {
    let concern = unsafe mongoc_write_concern_new()
    unsafe mongoc_write_concern_set_wmajority(concern, timeout)
    unsafe mongoc_write_concern_set_journal(concern, true)
    unsafe mongoc_uri_set_write_concern(uri, concern)
    unsafe mongoc_write_concern_destroy(concern)
    let preference = unsafe mongoc_read_prefs_new(MONGOC_READ_PRIMARY)
    unsafe mongoc_uri_set_read_prefs_t(uri, preference)
    unsafe mongoc_read_prefs_destroy(preference)
  }
}
