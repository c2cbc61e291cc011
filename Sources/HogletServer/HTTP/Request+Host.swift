internal import HTTP
internal import HTTPTypes

extension Request {
  private static let hostName = HTTPField.Name("Host")

  /// The host that is asked, perhaps with its port; nil if the request names none.
  var host: String? { Self.hostName.flatMap { fields[$0] } }
}
