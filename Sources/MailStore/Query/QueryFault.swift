/// Why a query cannot be read, and where.
public struct QueryFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// A quotation mark has no partner.
    case openQuotation
    /// A key has no value.
    case missingValue
    /// What stands behind `has:` is nothing that a message can have.
    case unknownProperty
    /// What stands behind `is:` is nothing that a message can be.
    case unknownState
    /// What stands behind `before:` or `after:` is no date.
    case malformedDate
    /// What stands behind `larger:` or `smaller:` is no size.
    case malformedSize
    /// There are more terms than anybody needs.
    case tooManyTerms
  }

  /// What is wrong.
  public let reason: Reason
  /// The place in the query's bytes where it is.
  public let offset: Int

  /// A fault at a place.
  public init(reason: Reason, offset: Int) {
    (self.reason, self.offset) = (reason, offset)
  }

  /// One line for people.
  public var description: String {
    let problem =
      switch reason {
      case .openQuotation: "a quotation mark is never closed"
      case .missingValue: "there is nothing behind the colon"
      case .unknownProperty: "a message can have an attachment: has:attachment"
      case .unknownState: "a message can be read or not: is:read, is:unread"
      case .malformedDate: "not a date such as 2026-11-27 or 2026-11-27T07:30:00Z"
      case .malformedSize: "not a size such as 500, 20K or 5M"
      case .tooManyTerms: "there are more than \(MailSearch.longestQuery) terms"
      }
    return "at byte \(offset): \(problem)"
  }
}
