/// Who an event is for: a descriptor, and which of its many lives.
///
/// Numbers are reused at once, so that a batch may hold an event of a descriptor that an earlier event of the same batch
/// closed and another connection got. The generation tells them apart.
struct Token: Equatable {
  let value: UInt64

  init(value: UInt64) { self.value = value }

  init(descriptor: Int32, generation: UInt32) {
    value = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: descriptor))
  }

  var descriptor: Int { Int(value & 0xFFFF_FFFF) }
  var generation: UInt32 { UInt32(value >> 32) }
}
