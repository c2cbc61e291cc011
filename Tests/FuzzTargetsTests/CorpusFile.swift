import FuzzTargets
import Glibc

/// An input that is kept, from the corpora or from the findings.
struct CorpusFile: Sendable, CustomStringConvertible {
  let target: FuzzTarget
  let path: String

  var description: String { path }

  /// All that are kept for any target, in the order of their names.
  static var all: [CorpusFile] {
    FuzzTarget.allCases.flatMap { target in
      ["Corpus", "FailCases"].flatMap { folder in
        names(in: "\(root)/\(folder)/\(target.rawValue)").map { name in
          CorpusFile(target: target, path: "\(folder)/\(target.rawValue)/\(name)")
        }
      }
    }
  }

  /// The content, or nil if the file cannot be read.
  var bytes: [UInt8]? {
    guard let file = unsafe fopen("\(Self.root)/\(path)", "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe fread(&block, 1, block.count, file)
      guard count > 0 else { return bytes }
      bytes += block[..<count]
    }
  }

  private static let root =
    "\(#filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined())/FuzzTesting"

  /// The names of the files in a folder; none if there is no such folder.
  private static func names(in folder: String) -> [String] {
    guard let directory = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
