/// Whether a source has more to give.
public enum BodyProgress: Equatable, Sendable {
  /// There is more.
  case more
  /// That was all.
  case done
  /// Nothing was added, as there is nothing yet. The source calls its `onMore` when there is.
  case waiting
}
