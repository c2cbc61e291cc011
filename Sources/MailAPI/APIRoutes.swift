package import HTTP
package import HTTPTypes
package import MailStore

/// Makes the routes of an API over a store: under one path, readable by the pages that may read it.
package struct APIRoutes: Sendable {
  /// Answers a request, or fails because the store does.
  package typealias Handler = @Sendable (Request, PathParameters) async throws(MailStoreError) -> Response

  private let webPath: String
  private let crossOrigin: CrossOrigin?
  private let failure: @Sendable (MailStoreError) -> Response

  /// Routes below `webPath`, whose answers the pages of `corsOrigin` may read.
  ///
  /// - Parameters:
  ///   - webPath: What every path begins with, `/hog` or nothing.
  ///   - corsOrigin: An origin, or `*`; nil or empty for none.
  ///   - failure: The answer when the store fails; it tells no details.
  package init(
    webPath: String,
    corsOrigin: String?,
    failure: @escaping @Sendable (MailStoreError) -> Response
  ) {
    self.webPath = webPath
    crossOrigin = corsOrigin.flatMap { CrossOrigin($0) }
    self.failure = failure
  }

  /// The route of a method and a path.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - path: The path below the web path.
  ///   - methods: What pages of the other origin may do there, with commas.
  ///   - handler: What answers.
  /// - Returns: The route.
  package func route(
    _ method: HTTPRequest.Method,
    _ path: String,
    allowing methods: String,
    _ handler: @escaping Handler
  ) -> Route {
    let (crossOrigin, failure) = (crossOrigin, failure)
    @Sendable func respond(to request: Request, parameters: PathParameters) async -> Response {
      var response: Response
      do {
        response = try await handler(request, parameters)
      } catch {
        response = failure(error)
      }
      crossOrigin?.allow(methods, in: &response)
      return response
    }
    return Route(method, PathPattern(webPath + path), respond)
  }
}
