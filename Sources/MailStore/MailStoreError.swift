/// Why a store could not do what it was asked to.
public enum MailStoreError: Error, Equatable {
  /// The store cannot be reached or has no room. Details are in the log, never in an answer to a client.
  case unavailable
  /// No store of this kind has made that cursor.
  case unknownCursor
}
