import Bytes
import Testing

@Suite struct `An octet` {
  @Test func `loses its case only if it is a letter of ASCII`() {
    for byte in UInt8.min...UInt8.max {
      let isUppercase = (0x41...0x5A).contains(byte)
      #expect(byte.asciiLowercased == (isUppercase ? byte + 32 : byte))
    }
  }

  @Test func `is a digit from 0 to 9`() {
    let digits = (UInt8.min...UInt8.max).filter(\.isASCIIDigit)
    #expect(digits == Array("0123456789".utf8))
  }

  @Test func `is blank if it is a space or a tab`() {
    #expect((UInt8.min...UInt8.max).filter(\.isASCIIBlank) == [0x09, 0x20])
  }

  @Test func `is a control below space and at DEL`() {
    let controls = (UInt8.min...UInt8.max).filter(\.isASCIIControl)
    #expect(controls == Array(0x00...0x1F) + [0x7F])
  }

  @Test func `has a hexadecimal value in both cases`() {
    #expect("0123456789abcdef".utf8.map(\.hexDigitValue) == (0...15).map { UInt8($0) })
    #expect("ABCDEF".utf8.map(\.hexDigitValue) == (10...15).map { UInt8($0) })
    #expect("/:@G`g\u{7F}".utf8.allSatisfy { $0.hexDigitValue == nil })
  }

  @Test func `has a name where protocols use it`() {
    #expect(
      [ASCII.null, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, ASCII.space] == Array("\0\t\n\r ".utf8)
    )
  }
}
