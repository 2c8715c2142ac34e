using FilmRec.Core.Ratings.Exchange;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.MyRatings.Import;

/// <summary>What an import would do, with each line to be changed.</summary>
public sealed partial class PreviewPanel : ComponentBase
{
    private const int PageSize = 50;

    private PreviewTab _tab = PreviewTab.All[0];
    private IReadOnlyList<ImportChoice> _lines = [];
    private ImportPreview? _opened;
    private ElementReference _heading;
    private int _shown = PageSize;
    private int _matched;
    private int _different;
    private int _undecided;
    private int _notFound;

    [Parameter, EditorRequired]
    public required ImportPreview Preview { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnImport { get; set; }

    protected override void OnParametersSet()
    {
        if (_opened != Preview)
        {
            _opened = Preview;
            Open(PreviewTab.All.First(tab => tab.Count(Preview) > 0));
        }
    }

    // What had the focus before is gone.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    // A line stays where it is when a choice is made on it, until another tab is opened.
    private void Open(PreviewTab tab)
    {
        (_tab, _shown) = (tab, PageSize);
        _lines = tab.Lines(Preview);
        Recount();
    }

    private void TakeForAll(bool takes)
    {
        Preview.TakeFileForAll(takes);
        Recount();
    }

    private void Recount()
    {
        _different = Preview.Count(ImportGroup.Different);
        _matched = Preview.Count(ImportGroup.Matched) + _different;
        _undecided = Preview.Count(ImportGroup.Undecided);
        _notFound = Preview.Count(ImportGroup.NotFound);
    }

    private IEnumerable<(int Count, string Tone)> Shares()
        => new[] { (_matched, "good"), (_undecided, "warn"), (_notFound, "bad") }.Where(share => share.Item1 > 0);
}
