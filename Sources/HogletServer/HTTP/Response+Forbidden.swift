internal import HTTP
internal import HTTPTypes

extension Response {
  /// What pages of other sites are told.
  static var forbidden: Response { .text(.forbidden, "Forbidden\n") }
}
