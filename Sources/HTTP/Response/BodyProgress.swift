/// Whether a source has more to give.
public enum BodyProgress: Equatable, Sendable {
  /// There is more.
  case more
  /// That was all.
  case done
}
