import Bytes
import Testing

@Suite struct `A vector of eight words` {
  @Test func `holds ones wherever one is set`() {
    #expect(!SIMD8<UInt64>.zero.holdsOnes)
    for bit in 0..<512 {
      var vector = SIMD8<UInt64>.zero
      vector[bit / 64] = 1 << UInt64(bit % 64)
      #expect(vector.holdsOnes)
    }
  }
}
