using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>How well one kind of model predicted stars.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Errors">Over all ratings.</param>
/// <param name="Slices">By how much was known of the film and of the viewer.</param>
/// <param name="Predicted">Stars by rating, [ratings], in the order of the matrix, so that models can be compared in pairs.</param>
/// <param name="Seconds">What training and predicting took, where somebody measured it.</param>
public sealed record StarScore(string Kind, StarErrors Errors, IReadOnlyList<StarSlice> Slices, float[] Predicted, double? Seconds = null);

/// <summary>Several models' predictions of the same ratings.</summary>
/// <param name="Folds">How often each model was trained.</param>
/// <param name="Seed">Dealt the ratings into folds.</param>
/// <param name="Ratings">What was to be predicted.</param>
/// <param name="Models">In the order in which they were asked for; the first is what the others are compared with.</param>
public sealed record StarReport(int Folds, int Seed, RatingMatrix Ratings, IReadOnlyList<StarScore> Models);
