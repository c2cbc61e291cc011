internal import Bytes
internal import Digests
internal import Dispatch
internal import Guarding
package import Passwords

/// Finds out whether credentials are right, and remembers those that were.
///
/// bcrypt is slow on purpose, so hashing has a queue of its own, one at a time: whoever guesses passwords gets that one
/// thread and no more. Only so many different guesses wait for it; the next is told to come again. Who has been in
/// before does not wait behind them, and the same credentials in many requests at once are hashed once.
package final class Doorkeeper: Sendable {
  /// What becomes of a request.
  package enum Verdict: Sendable {
    /// The credentials are right.
    case admitted
    /// There are none, or they are wrong.
    case refused
    /// Too many others wait to be checked.
    case busy
  }

  private struct State: Sendable {
    var known: RecentDigests
    /// Who waits for each of the credentials that are being checked.
    var waiting: [Digest<SHA256>: [CheckedContinuation<Verdict, Never>]] = [:]
  }

  private let hashes: [ByteString: PasswordHash]
  /// The hashes in no particular order, for users that there are not.
  private let decoys: [PasswordHash]
  private let key: [UInt8]
  private let waitingLimit: Int
  private let state: Guarded<State>
  private let queue = DispatchQueue(label: "passwords")
  private let check: @Sendable (PasswordHash, [UInt8]) -> Bool

  /// How many users there are.
  var userCount: Int { hashes.count }

  /// How many requests wait for a verdict.
  package var waitingCount: Int { state.withLock { $0.waiting.values.reduce(0) { $0 + $1.count } } }

  /// A doorkeeper for the users of a file.
  ///
  /// - Parameters:
  ///   - file: Who may come in.
  ///   - knownLimit: How many credentials are remembered.
  ///   - waitingLimit: How many different credentials may wait.
  ///   - check: Compares a password with a hash; blocks.
  package init(
    _ file: PasswordFile,
    knownLimit: Int = 256,
    waitingLimit: Int = 32,
    check: @escaping @Sendable (PasswordHash, [UInt8]) -> Bool = { $0.matches($1) }
  ) {
    hashes = file.hashes
    decoys = Array(file.hashes.values)
    (self.waitingLimit, self.check) = (waitingLimit, check)
    var random = RandomSource()
    key = random.with(32) { Array(copying: $0) }
    state = Guarded(State(known: RecentDigests(limit: knownLimit)))
  }

  /// The verdict, at once for credentials that are known to be right.
  package func verdict(on credentials: Credentials?) async -> Verdict {
    guard let credentials, !decoys.isEmpty else { return .refused }
    let digest = credentials.digest(key: key)
    if state.withLock({ $0.known.contains(digest) }) { return .admitted }
    return await withCheckedContinuation { continuation in
      switch enter(digest, continuation) {
      case .first: queue.async { self.settle(credentials, digest) }
      case .joined: break
      case .turnedAway: continuation.resume(returning: .busy)
      }
    }
  }

  private enum Entry {
    case first, joined, turnedAway
  }

  private func enter(
    _ digest: Digest<SHA256>,
    _ continuation: CheckedContinuation<Verdict, Never>
  ) -> Entry {
    state.withLock { state in
      if state.waiting[digest] != nil {
        state.waiting[digest]?.append(continuation)
        return .joined
      }
      guard state.waiting.count < waitingLimit else { return .turnedAway }
      state.waiting[digest] = [continuation]
      return .first
    }
  }

  /// Compares a password, with somebody's hash in any case: no answer comes sooner because a user does not exist.
  private func settle(_ credentials: Credentials, _ digest: Digest<SHA256>) {
    let hash = hashes[credentials.user]
    let isRight = check(hash ?? decoy(for: credentials.user), credentials.password) && hash != nil
    let waiting = state.withLock { state in
      if isRight { state.known.insert(digest) }
      return state.waiting.removeValue(forKey: digest) ?? []
    }
    for continuation in waiting { continuation.resume(returning: isRight ? .admitted : .refused) }
  }

  /// Always the same for a name, as costs may differ.
  private func decoy(for user: ByteString) -> PasswordHash {
    let digest = Credentials(user: user, password: []).digest(key: key)
    return decoys[Int(digest.bytes[0]) % decoys.count]
  }
}
