package import MailStore

extension StoredMessage {
  /// What memory it takes that only those who hold it keep from being freed.
  package var burden: Int { isRemoved ? footprint : 0 }
}
