using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What a viewer gets, and what they would get from another version.</summary>
/// <param name="Viewer">Whose taste was asked for.</param>
/// <param name="Live">From what is live.</param>
/// <param name="Other">From the version that was tried, or null where none was.</param>
/// <param name="Version">The version that was tried, or null.</param>
/// <param name="Refusal">Why it could not be tried, in a sentence, or null.</param>
public sealed record Tryout(TriedViewer Viewer, Recommendation Live, Recommendation? Other, ModelVersion? Version, string? Refusal);

/// <summary>As much of a viewer as one needs to judge a list for them.</summary>
/// <param name="ViewerId">Account id.</param>
/// <param name="Name">User name.</param>
/// <param name="Ratings">How many they gave.</param>
/// <param name="MeanStars">Of them; null without any.</param>
/// <param name="Favourites">What they rated highest, the latest first among equals; a few.</param>
public sealed record TriedViewer(int ViewerId, string Name, int Ratings, double? MeanStars, IReadOnlyList<(MovieCard Movie, Stars Stars)> Favourites);

/// <summary>A viewer that a search found.</summary>
/// <param name="ViewerId">Account id.</param>
/// <param name="Name">User name.</param>
/// <param name="Ratings">How many they gave.</param>
public sealed record FoundViewer(int ViewerId, string Name, int Ratings);
