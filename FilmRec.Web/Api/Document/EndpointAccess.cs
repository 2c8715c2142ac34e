using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Authorization;

namespace FilmRec.Web.Api.Document;

/// <summary>Who may call an endpoint, read from what it declares.</summary>
/// <param name="IsOpen">Anybody.</param>
/// <param name="Policy">The narrowest policy; null where it is open.</param>
/// <param name="Scope">Lets tokens of service clients in.</param>
/// <param name="NeedsViewer">Such a token must act for a viewer.</param>
internal sealed record EndpointAccess(bool IsOpen, string? Policy, string? Scope, bool NeedsViewer)
{
    public bool TakesViewers => !IsOpen && Policy is not (Policies.ApiBulk or Policies.ApiClient);

    public static EndpointAccess Of(EndpointMetadataCollection metadata)
    {
        bool isOpen = metadata.GetMetadata<IAllowAnonymous>() is not null;
        string? policy = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;
        var needed = metadata.GetMetadata<ScopeNeeded>();
        return new EndpointAccess(isOpen, isOpen ? null : policy, needed?.Scope ?? (policy == Policies.ApiBulk ? Scopes.Bulk : null), needed?.NeedsViewer == true);
    }

    /// <summary>For the description of the endpoint.</summary>
    public string InWords() => this switch
    {
        { IsOpen: true } => "Anybody may call it.",
        { Policy: Policies.ApiAdministrator } => "For administrators.",
        { TakesViewers: false, Scope: { } scope } => $"For service clients with the scope {scope}.",
        { Scope: { } scope, NeedsViewer: true } => $"For viewers, and for service clients with the scope {scope} that act for one.",
        { Scope: { } scope } => $"For viewers, and for service clients with the scope {scope}.",
        _ => "For viewers who log in themselves.",
    };
}
