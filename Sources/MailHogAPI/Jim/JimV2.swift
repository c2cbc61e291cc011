internal import HTTP
internal import HTTPTypes
internal import Jim
internal import MailStore

/// The chaos monkey in version 2 of the API: ask about him, invite him, instruct him, send him away.
struct JimV2: Sendable {
  let jim: any SharedJim

  func show(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let state = try await reach { () async throws(JimUnreachable) in try await jim.current() }
    guard state.isInvited else { return Response(.notFound) }
    return .content(state.settings.json, type: "application/json")
  }

  /// Without settings that can be read he comes with those he had last: MailHog overlooks mistakes here.
  func invite(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    let settings = JimSettings(json: request.body)
    return Response(try await update { $0.invite(settings) } ? .created : .badRequest)
  }

  /// All settings at once: what is not given is 0.
  func instruct(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    guard let settings = JimSettings(json: request.body) else {
      let state = try await reach { () async throws(JimUnreachable) in try await jim.current() }
      return Response(state.isInvited ? .badRequest : .notFound)
    }
    return Response(try await update { $0.instruct(settings) } ? .ok : .notFound)
  }

  func dismiss(_ request: Request, _: PathParameters) async throws(MailStoreError) -> Response {
    Response(try await update { $0.dismiss() } ? .ok : .notFound)
  }

  private func update(
    _ change: @Sendable (inout JimState) -> Bool
  ) async throws(MailStoreError) -> Bool {
    try await reach { () async throws(JimUnreachable) in try await jim.update(change) }
  }

  /// Who keeps him where nobody answers has no store either.
  private func reach<Result>(
    _ body: () async throws(JimUnreachable) -> Result
  ) async throws(MailStoreError) -> Result {
    do {
      return try await body()
    } catch {
      throw .unavailable
    }
  }
}
