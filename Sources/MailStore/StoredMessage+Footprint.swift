import Bytes

extension StoredMessage {
  /// What a message costs besides its bytes and those of its envelope: objects, array headers and its places in indexes.
  public static let overhead = 448

  /// What each recipient costs besides its bytes.
  public static let recipientOverhead = 96

  /// About how many bytes of memory this message takes while it is kept, with the most that its index may take: the number
  /// stays the same when the index is made.
  public var footprint: Int {
    var total = Self.overhead + data.count + id.text.count + envelope.helo.count + envelope.sender.footprint
    total += min(data.count, MailIndex.largest)
    for recipient in envelope.recipients { total += Self.recipientOverhead + recipient.footprint }
    return total
  }
}

extension Envelope.Path {
  fileprivate var footprint: Int { address.count + parameters.count }
}
