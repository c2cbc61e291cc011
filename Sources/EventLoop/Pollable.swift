/// Something with a descriptor in a loop's set.
protocol Pollable: AnyObject {
  /// The descriptor is ready.
  func ready(_ readiness: Readiness, on loop: isolated EventLoop)
  /// A second has passed.
  func tick(on loop: isolated EventLoop)
  /// Close at once.
  func abandon(on loop: isolated EventLoop)
}
