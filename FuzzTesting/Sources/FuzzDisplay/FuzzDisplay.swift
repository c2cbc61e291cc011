import FuzzTargets

/// What libFuzzer calls with every input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  unsafe FuzzTarget.display.test(start, count)
}
