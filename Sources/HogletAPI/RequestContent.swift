internal import Bytes
internal import HTTP
internal import HTTPTypes
internal import JSON
internal import MailStore

/// The content of a request: an object with members that are all known.
struct RequestContent {
  private let object: JSONObject

  /// Reads the content of `request`.
  ///
  /// - Parameters:
  ///   - request: Whose content.
  ///   - names: What the members may be called. A name that is none of these may be the misspelt one of what a request is
  ///     to be limited to, so it is refused.
  /// - Throws: What is wrong with it.
  init(of request: Request, members names: [ByteString]) throws(RequestFault) {
    guard Self.isJSON(request.fields[.contentType] ?? "") else { throw .notJSON }
    let value: JSONValue
    do {
      value = try JSONValue(reading: request.body)
    } catch {
      throw .malformed("the content is not JSON: \(error)")
    }
    guard let object = value.object else { throw .malformed("the content is not an object") }
    for member in object.members where !names.contains(member.name) {
      throw .malformed("there is no member \(member.name) here")
    }
    self.object = object
  }

  private static func isJSON(_ type: String) -> Bool {
    let name = type.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    return ByteString(String(name.filter { $0 != " " && $0 != "\t" }))
      .equalsIgnoringASCIICase("application/json")
  }

  /// Whether there is a member of that name.
  func has(_ name: ByteString) -> Bool { object[name] != nil }

  /// A member that is true or false; nil if there is none.
  func flag(_ name: ByteString) throws(RequestFault) -> Bool? {
    guard let value = object[name] else { return nil }
    guard let flag = value.bool else { throw .malformed("\(name) is neither true nor false") }
    return flag
  }

  /// A member that is a text without NUL; nil if there is none.
  func text(_ name: ByteString) throws(RequestFault) -> ByteString? {
    guard let value = object[name] else { return nil }
    guard let text = value.string, !text.bytes.contains(0) else { throw .malformed("\(name) is not a text") }
    return text
  }

  /// A member that is an array of texts; nil if there is none.
  func texts(_ name: ByteString, atMost limit: Int) throws(RequestFault) -> [ByteString]? {
    guard let value = object[name] else { return nil }
    guard let array = value.array else { throw .malformed("\(name) is not an array") }
    guard array.count <= limit else { throw .malformed("\(name) has more than \(limit) elements") }
    let texts = array.compactMap(\.string)
    guard texts.count == array.count else { throw .malformed("\(name) has an element that is not a text") }
    return texts
  }

  /// A member that is a whole number of that range; nil if there is none.
  func number(_ name: ByteString, in range: ClosedRange<Int>) throws(RequestFault) -> Int? {
    guard let value = object[name] else { return nil }
    guard let number = value.number?.int, range.contains(number) else {
      throw .malformed("\(name) is not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
