/// Numbers the connections that Jim meets, from the moment he is invited.
///
/// Lives where connections are taken.
public final class JimVisits {
  private let shared: any SharedJim
  private let seed: UInt64
  private var invitation = 0
  private var connection: UInt64 = 0

  /// Visits by `shared`.
  ///
  /// - Parameters:
  ///   - shared: Who visits.
  ///   - seed: What decides all fates; nil for those that nobody can foresee.
  public init(by shared: any SharedJim, seed: UInt64?) {
    self.shared = shared
    self.seed = seed ?? .random(in: .min ... .max)
  }

  /// What he has in store for the next connection; nil if he is not there.
  public func next() -> JimVisit? {
    let state = shared.state
    guard state.isInvited else { return nil }
    if state.invitations != invitation { (invitation, connection) = (state.invitations, 0) }
    connection &+= 1
    return JimVisit(state.settings, seed: seed, connection: connection)
  }
}
