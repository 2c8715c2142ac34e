using System.Diagnostics.Metrics;

namespace FilmRec.Core.Accounts;

/// <summary>Counts for dashboards and alerts, in the meter "FilmRec". Never who.</summary>
public sealed class AccountMetrics
{
    private readonly Counter<long> _logins;
    private readonly Counter<long> _registrations;
    private readonly Counter<long> _endedFamilies;

    public AccountMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("FilmRec");
        _logins = meter.CreateCounter<long>("filmrec.logins", "{login}", "Attempts to log in, by outcome.");
        _registrations = meter.CreateCounter<long>("filmrec.registrations", "{registration}", "Attempts to register, by outcome.");
        _endedFamilies = meter.CreateCounter<long>("filmrec.refresh_token_reuse", "{family}", "Sessions ended because a refresh token came twice.");
    }

    /// <param name="outcome">"accepted", "refused", "code needed" or "wrong code".</param>
    public void LoggedIn(string outcome) => _logins.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <param name="outcome">"registered", "taken" or "refused".</param>
    public void Registered(string outcome) => _registrations.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void RefreshTokenReused() => _endedFamilies.Add(1);
}
