/// One who hears of what happens in a store, at his own pace; what the hub knows of him.
package protocol LiveSubscriber: AnyObject {
  /// Called when there is more to write.
  var onMore: (() -> Void)? { get }
  /// Seconds of silence after which he is shown that the connection stands.
  var keepAliveSeconds: Int { get }

  /// Whether nothing was written for `limit` seconds.
  func isSilent(for limit: Int) -> Bool

  /// Has him write something that means nothing.
  func keepAlive()
}
