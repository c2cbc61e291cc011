internal import Digests

/// The credentials that were right lately, by their digests.
struct RecentDigests {
  private let limit: Int
  private var digests: [Digest<SHA256>: UInt64] = [:]
  private var uses: UInt64 = 0

  /// None yet, and never more than `limit`, above zero.
  init(limit: Int) {
    self.limit = limit
  }

  /// Whether these were right; if so, they are the last to be forgotten.
  mutating func contains(_ digest: Digest<SHA256>) -> Bool {
    guard let place = digests.index(forKey: digest) else { return false }
    uses += 1
    digests.values[place] = uses
    return true
  }

  /// Adds credentials, for which those go that were not used for the longest time.
  mutating func insert(_ digest: Digest<SHA256>) {
    if digests.count >= limit, digests[digest] == nil,
      let oldest = digests.min(by: { $0.value < $1.value })
    {
      digests[oldest.key] = nil
    }
    uses += 1
    digests[digest] = uses
  }
}
