using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>Which models there are, how they compare, and which of them viewers get.</summary>
public sealed partial class ModelsPage(ModelVersions versions, TasteMaps maps, MovieCatalog catalog, ILogger<ModelsPage> log) : LoadingPage(log)
{
    private const int OthersBeside = 2;
    private ModelsView? _view;
    private TasteMap? _map;
    private IReadOnlyDictionary<int, MovieCard> _cards = new Dictionary<int, MovieCard>();

    [SupplyParameterFromQuery]
    private string? Kind { get; set; }

    /// <summary>"12,9": two versions of one kind.</summary>
    [SupplyParameterFromQuery]
    private string? Compare { get; set; }

    /// <summary>The kind of clusters that is drawn.</summary>
    [SupplyParameterFromQuery]
    private string? Clusters { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        var all = await versions.ListAsync(cancellationToken);
        _map = await maps.LiveAsync(Clusters == ClusterModel.FactorsName ? ClusterModel.FactorsName : ClusterModel.Name, cancellationToken);
        if (_map is not null)
        {
            int[] favourites = [.. _map.Clusters.SelectMany(cluster => cluster.Favourites.Take(ClustersPanel.FavouritesShown)).Distinct()];
            _cards = (await catalog.CardsAsync(favourites, cancellationToken)).ToDictionary(card => card.MovieId);
        }

        _view = ModelsView.Of(all, Kind, Ids(Compare));
    });

    /// <summary>Ids of a list that a person may have written.</summary>
    internal static IReadOnlyList<int> Ids(string? text)
        => [.. (text ?? "").Split(',').Take(4).Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0).Where(id => id > 0).Distinct()];

    private static IReadOnlyList<IntervalRow> RivalRows(ModelsView view)
        => [.. view.Rivals.Select(version =>
        {
            var metric = view.Metric(version)!; // rivals have one
            bool one = version == view.Shown?.One;
            bool other = version == view.Shown?.Other;
            string state = ModelWords.State(version.Model.State).Text.ToLowerInvariant();
            return new IntervalRow(
                one || other ? $"{ModelWords.TitleOf(version.Model.Kind)}, {state}" : ModelWords.TitleOf(version.Model.Kind), metric.Mean, metric.HalfWidth,
                one ? "var(--guess)" : other ? "var(--text)" : "var(--all)", one || other);
        })];

    /// <summary>The best live models of other kinds that are judged by the same metrics.</summary>
    private static IReadOnlyList<ModelVersion> Others(ModelsView view)
        => [.. view.Rivals.Where(version => version.Model.Kind != view.Kind).Take(OthersBeside)];
}
