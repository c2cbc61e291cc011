import HTTPVerdicts

// Prints what Hoglet makes of what HTTP clients send, for Scripts/http-differential: a line for each line read, which has
// the lengths of the pieces that repeat, a tab, and the bytes with escapes.
while let line = readLine() {
  let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
  guard fields.count == 2, let bytes = EscapedText.bytes(fields[1]) else {
    print("?")
    continue
  }
  let lengths = fields[0].split(separator: " ").compactMap { Int($0) }.filter { $0 > 0 }
  var pieces: [ArraySlice<UInt8>] = []
  var rest = bytes[...]
  while !rest.isEmpty {
    let piece = rest.prefix(lengths.isEmpty ? rest.count : lengths[pieces.count % lengths.count])
    pieces.append(piece)
    rest = rest[piece.endIndex...]
  }
  print(HTTPVerdict(hearing: pieces))
}
