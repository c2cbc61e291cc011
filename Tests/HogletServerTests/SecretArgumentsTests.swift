import HogletServer
import Testing

@Suite struct `A command line in the list of processes` {
  /// The arguments with an asterisk for each byte that is hidden.
  private func shown(_ arguments: String...) -> [String] { shown(arguments) }

  private func shown(_ arguments: [String]) -> [String] {
    zip(arguments, SecretArguments.secrets(in: arguments.map { Array($0.utf8) })).map { argument, ranges in
      var bytes = Array(argument.utf8)
      for range in ranges { for place in range { bytes[place] = UInt8(ascii: "*") } }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func `shows neither the user nor the options of the database's address`() {
    let address = "mongodb://me:pw@h:1/db?a=b&c"
    #expect(shown("-mongo-uri", address) == ["-mongo-uri", "mongodb://*****@h:1/db?*****"])
    #expect(shown("--mongo-uri=me:p@w@h", "-x") == ["--mongo-uri=******@h", "-x"])
    #expect(shown("-mongo-uri", "mongodb+srv://ü:/?@h/?a") == ["-mongo-uri", "mongodb+srv://*****@h/?*"])
    #expect(shown("-mongo-uri=h?a@b") == ["-mongo-uri=***@b"])
  }

  @Test func `shows all else`() {
    for arguments in [["-mongo-uri"], ["-mongo-uri", "h:1"], ["-mongo-uri="], ["-hostname", "a@b?c"], []] {
      #expect(shown(arguments) == arguments)
    }
  }
}
