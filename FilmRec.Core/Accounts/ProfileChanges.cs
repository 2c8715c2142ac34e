using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Something that lists depend on has changed: a rating, a mark, a wish.</summary>
/// <param name="MovieId">The movie that it was about; null when it was about several, or none.</param>
public sealed record ProfileChange(int ViewerId, int? MovieId);

/// <summary>
/// Tells a viewer's open pages of changes that were made on another of them, so that two windows agree. It reaches the pages that this process serves;
/// whatever is asked for anew is right everywhere, because profiles are read with every request.
/// </summary>
public sealed class ProfileChanges(ILogger<ProfileChanges> log)
{
    private readonly Lock _door = new();
    private ImmutableDictionary<int, ImmutableArray<Action<ProfileChange>>> _followers = ImmutableDictionary<int, ImmutableArray<Action<ProfileChange>>>.Empty;

    /// <summary>Calls <paramref name="heard"/> after each change of this viewer's profile, on the thread that made the change: it must be quick.</summary>
    /// <returns>Dispose of it to hear no more.</returns>
    public IDisposable Follow(int viewerId, Action<ProfileChange> heard)
    {
        ArgumentNullException.ThrowIfNull(heard);
        lock (_door)
        {
            _followers = _followers.SetItem(viewerId, FollowersOf(viewerId).Add(heard));
        }

        return new Following(this, viewerId, heard);
    }

    /// <summary>To be called after the commit.</summary>
    public void Tell(ProfileChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        foreach (var heard in FollowersOf(change.ViewerId))
        {
            try
            {
                heard(change);
            }
            catch (Exception failure)
            {
                log.LogError(failure, "An open page could not be told of a change"); // the change itself is saved
            }
        }
    }

    private ImmutableArray<Action<ProfileChange>> FollowersOf(int viewerId) => _followers.GetValueOrDefault(viewerId, []);

    private void Leave(int viewerId, Action<ProfileChange> heard)
    {
        lock (_door)
        {
            var left = FollowersOf(viewerId).Remove(heard);
            _followers = left.IsEmpty ? _followers.Remove(viewerId) : _followers.SetItem(viewerId, left);
        }
    }

    private sealed class Following(ProfileChanges changes, int viewerId, Action<ProfileChange> heard) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                changes.Leave(viewerId, heard);
            }
        }
    }
}
