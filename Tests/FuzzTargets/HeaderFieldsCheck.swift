import Bytes
import MIME
import PropertyTesting

/// Makes header sections whose fields are known beforehand, and reads them.
enum HeaderFieldsCheck {
  private static let nameCharacters = (0x21...0x7E).map { UInt8($0) }.filter { $0 != UInt8(ascii: ":") }

  static func run(_ choices: inout Choices) throws(Finding) {
    let fields = choices.list(upTo: 12) { choices in
      let name = choices.text(of: nameCharacters, from: 1, upTo: 20)
      var value = line(&choices)
      for _ in 0..<choices.number(upTo: 3) { value += [13, 10, choices.pick([32, 9])] + line(&choices) }
      return (name: name, value: value)
    }
    let section = Array(fields.map { $0.name + [UInt8(ascii: ":")] + $0.value + [13, 10] }.joined())
    let read = read(section)
    try require(read.map(\.name) == fields.map(\.name), "the names that are written are read")
    try require(read.map(\.value) == fields.map(\.value), "the values that are written are read")
  }

  private static func line(_ choices: inout Choices) -> [UInt8] {
    choices.bytes(upTo: 40).filter { $0 != 13 && $0 != 10 }
  }

  private static func read(_ section: [UInt8]) -> [(name: [UInt8], value: [UInt8])] {
    var reader = FieldReader(section.indices)
    var fields: [(name: [UInt8], value: [UInt8])] = []
    while let field = reader.next(in: section.span) {
      fields.append((Array(section[field.name]), Array(section[field.value])))
    }
    return fields
  }
}
